//! Data sources: what all of them have in common, so that a noun says only what it looks up and how.

use std::fmt;
use std::marker::PhantomData;

use async_trait::async_trait;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tf_provider::schema::Schema;
use tf_provider::value::ValueEmpty;
use tf_provider::{DataSource, Diagnostic, Diagnostics};

use super::records::{Account, Purpose};
use super::run::Session;

/// The attributes of a data source: a configuration says which object is meant, and the account fills in the rest.
pub trait LookUp: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Describes the attributes.
    fn schema() -> Schema;

    /// Checks a configuration, without asking the API.
    fn check(&self, diags: &mut Diagnostics);

    /// Looks up what the configuration means; what the user should know beside it goes in `warnings`.
    ///
    /// # Errors
    ///
    /// Why it can't be found.
    fn look_up(
        self,
        account: &Account,
        warnings: &mut Vec<Diagnostic>,
    ) -> impl Future<Output = Result<Self, Diagnostic>> + Send;
}

/// The data source whose attributes are `T`.
pub struct AccountDataSource<T> {
    session: Session,
    attributes: PhantomData<fn() -> T>,
}

impl Session {
    /// Makes the data source whose attributes are `T`.
    #[must_use]
    pub fn data_source<T: LookUp>(&self) -> AccountDataSource<T> {
        AccountDataSource { session: self.clone(), attributes: PhantomData }
    }
}

impl<T> fmt::Debug for AccountDataSource<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountDataSource").finish_non_exhaustive()
    }
}

#[async_trait]
impl<T: LookUp> DataSource for AccountDataSource<T> {
    type State<'a> = T;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        Some(T::schema())
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: T) -> Option<()> {
        config.check(diags);
        Some(())
    }

    async fn read<'a>(&self, diags: &mut Diagnostics, config: T, _meta: ValueEmpty) -> Option<T> {
        let run = self.session.run();
        let found = match run.account(Purpose::LookUp) {
            Ok(account) => config.look_up(account, &mut diags.warnings).await,
            Err(error) => Err(error),
        };
        found.map_err(|error| diags.add_error(error)).ok()
    }
}
