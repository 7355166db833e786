"""What a resident program costs: `python -m benchmarks`, explained in benchmarks/README.md."""
