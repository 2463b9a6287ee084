"""How models and detectors are judged: measures over labelled texts, without companies or HTTP."""
