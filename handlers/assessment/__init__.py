"""The self-assessment: what its form asks at each stage, the RAG appendix, and a draft of it all."""
