"""Tests of what readers get."""
