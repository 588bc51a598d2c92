"""Asynchronous requests: batches, the job queue, and the door that tells how jobs stand."""
