package dev.pathwarden.policies.target;

/** What kind of place an address on the network is. For recorder hooks that see the resolved address; asks no resolver. */
public final class NetworkAddress {

    private NetworkAddress() {
    }

    /**
     * Whether the address is a cloud provider's instance metadata service.
     *
     * @param address 4 or 16 bytes, as of {@code InetAddress.getAddress()}
     */
    public static boolean isMetadata(byte[] address) {
        return Metadata.is(IpLiteral.of(address));
    }

    /**
     * Whether the address is loopback, link-local, unspecified or of a private range (RFC 1918, RFC 6598, RFC 4193). An IPv6 address that wraps an IPv4 one
     * counts as that.
     *
     * @param address 4 or 16 bytes, as of {@code InetAddress.getAddress()}
     */
    public static boolean isPrivate(byte[] address) {
        byte[] plain = IpLiteral.of(address).bytes();
        int first = plain[0] & 0xFF;
        int second = plain[1] & 0xFF;
        if (plain.length == 4) {
            return first == 127 || first == 10 || first == 0 || first == 172 && second >= 16 && second < 32 || first == 192 && second == 168
                    || first == 169 && second == 254 || first == 100 && second >= 64 && second < 128;
        }
        boolean zeros = true;
        for (int i = 0; i < 15; i++) {
            zeros &= plain[i] == 0;
        }
        return zeros && (plain[15] == 0 || plain[15] == 1) || (first & 0xFE) == 0xFC || first == 0xFE && (second & 0xC0) == 0x80;
    }
}
