"""Assemblies: bills of materials, work orders, builds, work in process."""
