package vn.motcua.connectors.zalo;

import java.util.Optional;

/// Which person of the app is which follower of the account: who takes back the consent is named by the first alone.
/// Every method may throw when the store is away.
public interface ZaloPeople {

    /// Notes that both are one person.
    void note(String idByApp, String userId);

    /// The follower, if that was ever noted.
    Optional<String> find(String idByApp);
}
