//! Names become handles; relations get both ends; the whole site is bound and checked.
