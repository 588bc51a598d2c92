"""The record service: ``/services/rest/record/v1/{type}``."""
