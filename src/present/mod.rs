//! Page models: the only types that templates see. Knows neither Tera nor files.
