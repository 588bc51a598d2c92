"""OpenTelemetry: spans and metrics through its API alone; which exporter runs is the host's affair."""
