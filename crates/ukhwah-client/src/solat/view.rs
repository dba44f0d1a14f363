//! What the Solat screen and its settings show and ask for.
