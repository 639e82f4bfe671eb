//! Names become handles; relations get both ends; the whole site is bound and checked.

pub mod answers;
pub mod costs;
pub mod criteria;
pub mod identity;
pub mod names;
pub mod options;
pub mod record;
pub mod reference;
pub mod relations;
pub mod value;
