import click


@click.command()
def history() -> None:
    """x"""
