"""Long work that a client asks for and comes back for: jobs, their queue, their worker, their files."""
