//! Names become handles; relations get both ends; the whole site is bound and checked.

pub mod addresses;
pub mod answers;
pub mod assets;
pub mod costs;
pub mod criteria;
pub mod identity;
pub mod links;
pub mod names;
pub mod options;
pub mod pages;
mod paths;
pub mod places;
pub mod record;
pub mod reference;
pub mod relations;
pub mod value;
