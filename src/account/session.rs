//! What the provider, its resources and its data sources share: the configured account.

use std::sync::{Arc, PoisonError, RwLock};

use tf_provider::{AttributePath, Diagnostic};

use crate::account::{DestroyGuard, Menus, PlannedKeys};
use crate::plugin::diagnostic;

/// The account of the current run; every clone sees the same.
#[derive(Clone, Debug, Default)]
pub struct Session(Arc<RwLock<Arc<Account>>>);

/// An account as far as the provider's configuration tells.
#[derive(Debug, Default)]
pub struct Account {
    /// The way to the account's menus.
    pub connection: Connection,
    /// The keys of the routes planned in this run.
    pub planned_keys: PlannedKeys,
    /// The routes that this run keeps, and those that it destroys.
    pub destroy_guard: DestroyGuard,
}

/// The way to an account's menus.
#[derive(Debug, Default)]
pub enum Connection {
    /// Terraform hasn't configured the provider.
    #[default]
    Unconfigured,
    /// The configuration has values that are known only after apply.
    Deferred,
    /// The provider is configured.
    Ready(Menus),
}

impl Session {
    /// Begins a run with that connection.
    pub fn begin(&self, connection: Connection) {
        let account = Arc::new(Account { connection, ..Account::default() });
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = account;
    }

    /// Gives the account of the current run.
    #[must_use]
    pub fn account(&self) -> Arc<Account> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Account {
    /// Gives the way to the account's menus.
    ///
    /// # Errors
    ///
    /// A diagnostic if the provider isn't configured, or not wholly known yet.
    pub fn menus(&self) -> Result<&Menus, Diagnostic> {
        match &self.connection {
            Connection::Ready(menus) => Ok(menus),
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

    /// Tells whether the configuration of the provider waits for values that are known only after apply.
    #[must_use]
    pub fn is_deferred(&self) -> bool {
        matches!(self.connection, Connection::Deferred)
    }
}
