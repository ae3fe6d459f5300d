"""Our nodes, and what all code that makes or reads nodes shares: anchors, facts of rows, references, builders."""
