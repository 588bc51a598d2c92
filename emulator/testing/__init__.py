"""The emulator in other people's tests; the pytest plugin is ``suiteplug.emulator.testing.plugin``."""
