class Unacceptable(ValueError):
    """Why a file is not taken, as a sentence for whoever sent it."""
