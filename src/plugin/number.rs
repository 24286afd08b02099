//! A Terraform number.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// A number as Terraform sends it: an integer, a float, or decimal text for what neither can hold.
///
/// Source: [object wire format](https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// A whole number within 64 bits.
    Int(i64),
    /// Any other number, as decimal text.
    Decimal(String),
}

impl Number {
    /// Gives the whole number, if it is one within 64 bits.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(int) => Some(*int),
            Self::Decimal(_) => None,
        }
    }
}

impl From<i64> for Number {
    fn from(int: i64) -> Self {
        Self::Int(int)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(int) => int.fmt(f),
            Self::Decimal(text) => f.write_str(text),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Int(int) => serializer.serialize_i64(*int),
            Self::Decimal(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: Error>(self, int: i64) -> Result<Number, E> {
        Ok(Number::Int(int))
    }

    fn visit_u64<E: Error>(self, int: u64) -> Result<Number, E> {
        Ok(i64::try_from(int).map_or_else(|_| Number::Decimal(int.to_string()), Number::Int))
    }

    fn visit_f64<E: Error>(self, float: f64) -> Result<Number, E> {
        // Rust prints a float without an exponent and, where it is whole, without a fraction.
        self.visit_str(&float.to_string())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Number, E> {
        Ok(text.parse().map_or_else(|_| Number::Decimal(text.to_owned()), Number::Int))
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn decodes_integers_floats_and_decimal_text() {
        let cases = [
            (rmp_serde::to_vec(&360_001_381_413_i64), Number::Int(360_001_381_413)),
            (rmp_serde::to_vec(&-1), Number::Int(-1)),
            (rmp_serde::to_vec(&u64::MAX), Number::Decimal("18446744073709551615".into())),
            (rmp_serde::to_vec(&10001.0), Number::Int(10001)),
            (rmp_serde::to_vec(&1.5), Number::Decimal("1.5".into())),
            (rmp_serde::to_vec("123456789012345678901"), Number::Decimal("123456789012345678901".into())),
        ];
        for (wire, number) in cases {
            assert_eq!(rmp_serde::from_slice::<Number>(&wire.unwrap()).unwrap(), number);
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        assert!(rmp_serde::from_slice::<Number>(&[0xc3]).is_err());
    }
}
