"""Item fulfillments."""
