//! Page models and theme become bytes. Does not know what a matrix is.
