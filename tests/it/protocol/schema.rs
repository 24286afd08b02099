//! Schemas as Terraform receives them.

use super::host::Served;
use super::wire::tfplugin6::schema::nested_block::NestingMode as BlockNesting;
use super::wire::tfplugin6::schema::object::NestingMode;
use super::wire::tfplugin6::schema::{Attribute, Block};
use super::wire::tfplugin6::{StringKind, get_functions, get_metadata, get_provider_schema};

async fn schemas() -> get_provider_schema::Response {
    let served = Served::start().await;
    served.client().await.get_provider_schema(get_provider_schema::Request {}).await.unwrap().into_inner()
}

fn names(attributes: &[Attribute]) -> Vec<&str> {
    attributes.iter().map(|attribute| attribute.name.as_str()).collect()
}

fn attribute<'a>(attributes: &'a [Attribute], name: &str) -> &'a Attribute {
    attributes.iter().find(|attribute| attribute.name == name).unwrap()
}

fn thing(schemas: &get_provider_schema::Response) -> &Block {
    schemas.resource_schemas["toy_thing"].block.as_ref().unwrap()
}

#[tokio::test]
async fn everything_is_listed_in_the_order_of_names() {
    let schemas = schemas().await;
    assert_eq!(schemas.diagnostics, []);
    assert_eq!(schemas.resource_schemas.keys().collect::<Vec<_>>(), ["toy_bare", "toy_thing"]);
    assert_eq!(schemas.data_source_schemas.keys().collect::<Vec<_>>(), ["toy_echo"]);
    assert_eq!(schemas.resource_schemas["toy_thing"].version, 2);
    assert_eq!(schemas.provider_meta, None);
    let capabilities = schemas.server_capabilities.as_ref().unwrap();
    assert!(capabilities.plan_destroy);
    assert!(capabilities.generate_resource_config);
    assert!(!capabilities.get_provider_schema_optional);
    assert_eq!(schemas.list_resource_schemas.keys().collect::<Vec<_>>(), ["toy_thing"]);
    let expected = ["flag", "id", "labels", "many", "mode", "number", "numbers", "one", "texts"];
    assert_eq!(names(&thing(&schemas).attributes), expected);
}

#[tokio::test]
async fn attribute_has_a_type_or_a_nested_type() {
    let schemas = schemas().await;
    let attributes = &thing(&schemas).attributes;
    let types = ["flag", "id", "labels", "numbers", "texts"].map(|name| {
        let attribute = attribute(attributes, name);
        assert_eq!(attribute.nested_type, None);
        String::from_utf8(attribute.r#type.clone()).unwrap()
    });
    assert_eq!(
        types,
        ["\"bool\"", "\"string\"", "[\"map\",\"string\"]", "[\"list\",\"number\"]", "[\"set\",\"string\"]"]
    );
    for (name, nesting) in [("one", NestingMode::Single), ("many", NestingMode::List)] {
        let attribute = attribute(attributes, name);
        assert_eq!(attribute.r#type, b"", "Terraform refuses both at once");
        let nested = attribute.nested_type.as_ref().unwrap();
        assert_eq!(nested.nesting(), nesting);
        assert_eq!(names(&nested.attributes), ["number", "texts"]);
    }
}

#[tokio::test]
async fn attribute_flags_are_those_of_the_schema() {
    let schemas = schemas().await;
    let attributes = &thing(&schemas).attributes;
    let flags = |name| {
        let attribute = attribute(attributes, name);
        (
            attribute.required,
            attribute.optional,
            attribute.computed,
            attribute.sensitive,
            attribute.deprecated,
        )
    };
    assert_eq!(flags("id"), (false, false, true, false, false));
    assert_eq!(flags("number"), (false, true, true, false, false));
    assert_eq!(flags("flag"), (false, true, false, false, true));
    assert_eq!(flags("labels"), (false, true, false, true, false));
    let provider = schemas.provider.as_ref().unwrap().block.as_ref().unwrap();
    assert!(attribute(&provider.attributes, "token").sensitive);
}

#[tokio::test]
async fn descriptions_are_those_of_the_schema_and_no_placeholder() {
    let schemas = schemas().await;
    let block = thing(&schemas);
    assert_eq!((block.description.as_str(), block.description_kind()), ("A thing.", StringKind::Plain));
    let mode = attribute(&block.attributes, "mode");
    assert_eq!(
        (mode.description.as_str(), mode.description_kind()),
        ("What it **does**.", StringKind::Markdown)
    );
    assert_eq!(attribute(&block.attributes, "id").description, "");
    let provider = schemas.provider.as_ref().unwrap().block.as_ref().unwrap();
    assert_eq!(provider.description, "");
}

#[tokio::test]
async fn nested_block_has_no_maximum() {
    let schemas = schemas().await;
    let [step] = thing(&schemas).block_types.as_slice() else { panic!("one block type") };
    assert_eq!((step.type_name.as_str(), step.nesting()), ("step", BlockNesting::List));
    assert_eq!((step.min_items, step.max_items), (0, 0));
    assert_eq!(names(&step.block.as_ref().unwrap().attributes), ["number", "texts"]);
}

#[tokio::test]
async fn metadata_and_functions_are_answered() {
    let served = Served::start().await;
    let mut client = served.client().await;
    let metadata = client.get_metadata(get_metadata::Request {}).await.unwrap().into_inner();
    let resources: Vec<_> = metadata.resources.iter().map(|resource| resource.type_name.as_str()).collect();
    assert_eq!(resources, ["toy_bare", "toy_thing"]);
    assert_eq!(metadata.data_sources[0].type_name, "toy_echo");
    assert_eq!(metadata.list_resources[0].type_name, "toy_thing");
    let functions = client.get_functions(get_functions::Request {}).await.unwrap().into_inner();
    assert!(functions.functions.is_empty());
}
