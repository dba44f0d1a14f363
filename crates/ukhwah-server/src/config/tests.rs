use super::*;

fn parse(text: &str) -> Result<Config, Vec<String>> {
    let settings: Settings = toml::from_str(text).expect("settings");
    Config::parse(&settings).map_err(|error| error.0)
}

#[test]
fn nothing_said_is_a_file_here_and_this_machine_alone() {
    let config = parse("").expect("right");
    assert_eq!(config.database, Address::Sqlite("ukhwah-server.db".into()));
    assert!(config.listen.ip().is_loopback() && config.operator_listen.expect("on").ip().is_loopback());
    let at = config.origins_at("127.0.0.1:9".parse().expect("an address"));
    assert_eq!(at, ["http://127.0.0.1:9", "http://localhost:9"]);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let faults = parse(
        r#"
        database = "mysql://db"
        listen = "everywhere"
        origins = ["https://a.example/path"]
        tls_key = "/nowhere/key.pem"
        connections = 0
        log = "loud"
        "#,
    )
    .expect_err("wrong");
    for name in
        ["database", "listen", "origin", "tls_certificate and tls_key", "tls_key: /nowhere", "connections", "log"]
    {
        assert!(faults.iter().any(|fault| fault.starts_with(name)), "{name} is not in {faults:?}");
    }
}

#[test]
fn beyond_this_machine_tls_and_a_name_are_needed() {
    let faults = parse(r#"listen = "0.0.0.0:443""#).expect_err("wrong");
    assert!(faults[0].contains("TLS is needed") && faults[1].contains("origin"), "{faults:?}");
    let proxied = "listen = \"0.0.0.0:80\"\nbehind_proxy = true\norigins = [\"https://a.example\"]";
    assert_eq!(parse(proxied).expect("right").limits.connections_per_address, CONNECTIONS);
    let plain = parse(&proxied.replace("https", "http")).expect_err("wrong");
    assert!(plain[0].contains("goes without TLS"), "{plain:?}");
}

#[test]
fn metrics_beyond_this_machine_are_warned_of() {
    let warning = |text| parse(text).expect("right").warning();
    assert!(warning(r#"operator_listen = "0.0.0.0:8138""#).is_some_and(|said| said.starts_with("operator_listen")));
    for text in ["", r#"operator_listen = "off""#, r#"operator_listen = "[::1]:8138""#] {
        assert_eq!(warning(text), None, "{text}");
    }
}

#[test]
fn the_settings_of_the_example_are_right() {
    let config = parse(include_str!("../../deploy/ukhwah-server.toml")).expect("right");
    assert!(config.behind_proxy && config.origins == ["https://sync.example.org"]);
}

#[test]
fn a_database_on_another_machine_is_reached_in_secret() {
    let faults = parse(r#"database = "postgres://a@db.example/b""#).expect_err("wrong");
    assert!(faults[0].contains("database_ca"), "{faults:?}");
    for right in ["postgres://a@db.example/b?sslmode=disable", "postgres://a@localhost/b", "postgres://a@%2Frun/b"] {
        parse(&format!("database = \"{right}\"")).expect("right");
    }
}

#[test]
fn a_setting_that_does_not_exist_is_refused() {
    assert!(toml::from_str::<Settings>("databse = \"a\"").is_err());
}

#[test]
fn a_flag_comes_before_the_file() {
    let flag = Settings { log: Some("debug".to_owned()), ..Settings::default() };
    let file = Settings { log: Some("warn".to_owned()), connections: Some(9), ..Settings::default() };
    let both = flag.or(file);
    assert_eq!((both.log.as_deref(), both.connections), (Some("debug"), Some(9)));
}
