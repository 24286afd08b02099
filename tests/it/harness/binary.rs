//! Which Terraform the tests drive, and what it can do.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What not every version of Terraform and OpenTofu can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Feature {
    /// Resource identity, and `import` blocks that use it.
    Identity,
    /// `terraform query` and list resources.
    Query,
    /// `removed` blocks.
    Removed,
    /// A diagnostic inside a nested attribute shows that attribute's line.
    NestedPlaces,
    /// Whole numbers beyond 64 bits reach the provider with all digits.
    LongNumbers,
    /// `mock_provider` in the files of `terraform test`.
    Mocks,
    /// Asks any provider whether it takes an object of another type, named by a `moved` block.
    ForeignMoves,
}

/// A major and a minor version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version(u32, u32);

/// The command line program under test: Terraform or OpenTofu.
#[derive(Debug)]
pub(crate) struct Binary {
    pub(crate) path: PathBuf,
    /// As the program says it: `Terraform v1.15.5`.
    pub(crate) name: String,
    version: Version,
}

impl Binary {
    /// The one that `TF_ACC_TERRAFORM_PATH` names, else the newest in `.tools/`.
    pub(crate) fn chosen() -> &'static Self {
        static CHOSEN: OnceLock<Binary> = OnceLock::new();
        CHOSEN.get_or_init(|| {
            Self::ask(env::var_os("TF_ACC_TERRAFORM_PATH").map_or_else(newest, PathBuf::from))
        })
    }

    /// Whether it can do this.
    pub(crate) fn has(&self, feature: Feature) -> bool {
        let terraform = self.is_terraform();
        match feature {
            Feature::Identity => self.version >= Version(1, 12),
            Feature::Query => terraform && self.version >= Version(1, 14),
            Feature::Removed => self.version >= Version(1, 7),
            Feature::NestedPlaces => terraform && self.version >= Version(1, 15),
            Feature::LongNumbers => self.version >= Version(1, 9),
            Feature::ForeignMoves => !terraform && self.version >= Version(1, 10),
            Feature::Mocks => self.version >= if terraform { Version(1, 7) } else { Version(1, 8) },
        }
    }

    /// The provider's address: each program has a registry of its own.
    pub(crate) fn provider_address(&self) -> &'static str {
        if self.is_terraform() {
            "registry.terraform.io/zendesk-tf/zendesk"
        } else {
            "registry.opentofu.org/zendesk-tf/zendesk"
        }
    }

    /// Whether it is Terraform, and not OpenTofu.
    pub(crate) fn is_terraform(&self) -> bool {
        self.name.starts_with("Terraform")
    }

    fn ask(path: PathBuf) -> Self {
        let run = Command::new(&path).arg("version").env("CHECKPOINT_DISABLE", "1").output();
        let output =
            run.unwrap_or_else(|e| panic!("no Terraform at {}: {e}; run `make tools`", path.display()));
        let text = String::from_utf8_lossy(&output.stdout);
        let Some((name, version)) = text.lines().find_map(named_version) else {
            panic!("{} version says neither Terraform's nor OpenTofu's: {text}", path.display());
        };
        Self { path, name, version }
    }
}

fn named_version(line: &str) -> Option<(String, Version)> {
    let number = line.strip_prefix("Terraform v").or_else(|| line.strip_prefix("OpenTofu v"))?;
    Some((line.to_owned(), version(number)?))
}

fn version(number: &str) -> Option<Version> {
    let mut parts = number.split('.');
    Some(Version(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn newest() -> PathBuf {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools/terraform");
    let installed = fs::read_dir(&tools).into_iter().flatten().filter_map(|entry| {
        let entry = entry.ok()?;
        Some((version(entry.file_name().to_str()?)?, entry.path().join("terraform")))
    });
    installed.max().map_or_else(
        || panic!("no Terraform in {}; run `make tools`, or set TF_ACC_TERRAFORM_PATH", tools.display()),
        |(_, path)| path,
    )
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Binary, Feature, named_version};

    fn binary(line: &str) -> Binary {
        let (name, version) = named_version(line).unwrap();
        Binary { path: PathBuf::new(), name, version }
    }

    #[test]
    fn features_follow_program_and_version() {
        let cases = [
            ("Terraform v1.8.4", false, false),
            ("Terraform v1.12.2", true, false),
            ("Terraform v1.15.5", true, true),
            ("Terraform v1.16.0-rc2", true, true),
            ("OpenTofu v1.11.4", false, false),
            ("OpenTofu v1.14.0", true, false),
        ];
        for (line, identity, query) in cases {
            assert_eq!(binary(line).has(Feature::Identity), identity, "{line}");
            assert_eq!(binary(line).has(Feature::Query), query, "{line}");
        }
        for (line, mocks) in [
            ("Terraform v1.6.6", false),
            ("Terraform v1.7.0", true),
            ("OpenTofu v1.7.1", false),
            ("OpenTofu v1.8.0", true),
        ] {
            assert_eq!(binary(line).has(Feature::Mocks), mocks, "{line}");
        }
        assert_eq!(named_version("on linux_amd64"), None);
    }
}
