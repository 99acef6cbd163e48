"""`python -m cli`, the same as `panjeon`."""

from cli.main import panjeon

if __name__ == "__main__":
    panjeon(prog_name="panjeon")
