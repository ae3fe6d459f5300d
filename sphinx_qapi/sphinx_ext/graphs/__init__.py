"""Type graphs in documents: our node, its pictures, and what stands for it where there are none."""
