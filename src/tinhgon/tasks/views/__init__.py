"""Pages of tasks: lists, one task with its acts, directions on a paper, one's own phrases and calendar."""
