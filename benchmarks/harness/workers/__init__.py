"""Programs that run one solver on one problem and write its answer as JSON: `status`, `bound`, `chosen`."""
