//! The Terraform edge: a server of plugin protocol 6 for types that implement tf-provider's traits.

mod diagnostic;
mod number;
mod stop;

pub use diagnostic::diagnostic;
pub use number::Number;
pub use stop::StopSignal;
