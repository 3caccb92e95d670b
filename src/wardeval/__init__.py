"""wardeval: judges a ward or commune of Viet Nam against published criterion sets."""

__version__ = "0.1.0"
