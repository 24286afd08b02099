//! Environment variables: what is blank is unset, and white space around a value doesn't count.

use std::ffi::OsString;

/// Looks environment variables up; tests put a table in its place.
pub struct Environment<'a>(&'a dyn Fn(&str) -> Option<OsString>);

impl<'a> Environment<'a> {
    /// Looks variables up with that function.
    #[must_use]
    pub fn new(lookup: &'a dyn Fn(&str) -> Option<OsString>) -> Self {
        Self(lookup)
    }

    /// Returns a variable that is set and not blank; white space around it is cut, unless it isn't UTF-8.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<OsString> {
        let value = (self.0)(name)?;
        let value = value.to_str().map(|text| text.trim().into()).unwrap_or(value);
        (!value.is_empty()).then_some(value)
    }

    /// Returns the first of the variables that is set and not blank, as text, with its name.
    #[must_use]
    pub fn first(&self, names: &[&'static str]) -> Option<(&'static str, String)> {
        names.iter().find_map(|name| Some((*name, self.get(name)?.to_string_lossy().trim().to_owned())))
    }
}
