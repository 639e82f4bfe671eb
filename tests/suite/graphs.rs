//! Graphs: how they are laid out, and what pages draw with that.

mod layout;
mod pages;
