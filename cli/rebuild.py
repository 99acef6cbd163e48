import click


@click.command()
def rebuild() -> None:
    """x"""
