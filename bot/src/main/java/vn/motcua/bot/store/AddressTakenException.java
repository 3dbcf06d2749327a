package vn.motcua.bot.store;

import vn.motcua.connectors.Address;

/// Somebody was faster: there is a conversation at this address already. Find that one and go on with it.
public final class AddressTakenException extends RuntimeException {
    private final transient Address address;

    AddressTakenException(Address address) {
        super("there is a conversation at this %s address already".formatted(address.channel()));
        this.address = address;
    }

    public Address address() {
        return address;
    }
}
