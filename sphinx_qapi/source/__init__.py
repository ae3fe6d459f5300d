"""Text, positions and diagnostics: what every other stage stands on."""
