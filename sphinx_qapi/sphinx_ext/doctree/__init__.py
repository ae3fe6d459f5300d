"""Our nodes, and what every stage that makes or reads nodes shares: anchors, facts of rows, references, builders."""
