"""Conversion of models and findings to text. Each format has a file; `report_formats` has those of findings."""
