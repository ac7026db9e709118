"""`python -m bot` and the `bunsen` command."""

import os

from bot.cli import app


def main() -> None:
    """Run the command line.

    Questions are small sums: numpy's second thread only waits for the first, and far longer on a busy machine. It
    reads the variable when it is first imported, which is later than this.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app()


if __name__ == "__main__":
    main()
