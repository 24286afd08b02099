//! What the server and the tests share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::faults::Faults;
use super::log::Log;
use super::state::Account;

/// The world behind one server.
pub(crate) struct World {
    /// `http://127.0.0.1:PORT`
    pub(crate) url: String,
    account: Mutex<Account>,
    faults: Mutex<Faults>,
    pub(crate) log: Log,
}

/// The world as each handler holds it.
pub(crate) type Shared = Arc<World>;

impl World {
    /// A world with an empty account.
    pub(crate) fn new(url: String) -> Shared {
        let (account, faults) = (Mutex::new(Account::new()), Mutex::new(Faults::default()));
        Arc::new(Self { url, account, faults, log: Log::default() })
    }

    /// The account, locked. A test that panicked while it held the lock has failed already.
    pub(crate) fn account(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The faults, locked.
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
