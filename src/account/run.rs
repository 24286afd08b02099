//! The current run: the connection to the account, and what each noun remembers of the run.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tf_provider::{AttributePath, Diagnostic};

use super::records::{Account, Purpose};
use crate::plugin::diagnostic;

/// The current run; every clone sees the same.
#[derive(Clone, Debug, Default)]
pub struct Session(Arc<RwLock<Arc<Run>>>);

/// What one run knows; `ConfigureProvider` begins a new one.
#[derive(Debug, Default)]
pub struct Run {
    connection: Connection,
    memory: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

/// The connection to an account.
#[derive(Debug, Default)]
pub enum Connection {
    /// Terraform hasn't configured the provider.
    #[default]
    Unconfigured,
    /// The configuration has values that are known only after apply.
    Deferred,
    /// The provider is configured.
    Ready(Account),
}

impl Session {
    /// Begins a run with that connection.
    pub fn begin(&self, connection: Connection) {
        let run = Arc::new(Run { connection, ..Run::default() });
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = run;
    }

    /// Returns the current run.
    #[must_use]
    pub fn run(&self) -> Arc<Run> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Connection {
    /// Reports whether two connections are to one account with the same credentials, as far as that is known.
    #[must_use]
    pub fn is_to_same_account(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ready(account), Self::Ready(other)) => account.is_same_as(other),
            (Self::Deferred, Self::Deferred) | (Self::Unconfigured, Self::Unconfigured) => true,
            _ => false,
        }
    }
}

impl Run {
    /// Returns the connection to the account.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Returns the account, for a call that Terraform makes with that purpose.
    ///
    /// # Errors
    ///
    /// A diagnostic if the provider isn't configured, or not wholly known yet.
    pub fn account(&self, purpose: Purpose) -> Result<&Account, Diagnostic> {
        match &self.connection {
            Connection::Ready(account) => {
                account.called(purpose);
                Ok(account)
            }
            Connection::Deferred => Err(diagnostic(
                "Provider configuration not known yet",
                "The configuration of the provider has values that are known only after apply, but this operation \
                 needs to ask Zendesk now. Apply what those values come from first, for example with -target.",
                AttributePath::root(),
            )),
            Connection::Unconfigured => Err(diagnostic(
                "Provider not configured",
                "Terraform asked for an operation before it configured the provider.",
                AttributePath::root(),
            )),
        }
    }

    /// Reports whether Terraform has configured the provider.
    #[must_use]
    pub fn is_configured(&self) -> bool {
        !matches!(self.connection, Connection::Unconfigured)
    }

    /// Reports whether the configuration of the provider waits for values that are known only after apply.
    #[must_use]
    pub fn is_deferred(&self) -> bool {
        matches!(self.connection, Connection::Deferred)
    }

    /// Returns what a noun remembers of the run; it begins with the default.
    #[must_use]
    pub fn memory<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Arc::new(T::default()) as Arc<dyn Any + Send + Sync>;
        let remembered = Arc::clone(memory.entry(TypeId::of::<T>()).or_insert_with(new));
        // By its type's own id, so it is of that type.
        remembered.downcast().unwrap_or_default()
    }
}
