//! Names become handles; relations get both ends; the whole site is bound and checked.

pub mod identity;
pub mod names;
pub mod reference;
pub mod relations;
pub mod value;
