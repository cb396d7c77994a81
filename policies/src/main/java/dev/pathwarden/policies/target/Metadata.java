package dev.pathwarden.policies.target;

import dev.pathwarden.policies.text.Ascii;
import java.util.Set;

/** The instance metadata services of cloud providers, which hand credentials to whoever asks from inside the machine. From the providers' manuals. */
final class Metadata {

    /** AWS, Azure, Google, Oracle, DigitalOcean, OpenStack; AWS task and pod credentials; Alibaba; Oracle classic; Azure's host agent; Tencent. */
    private static final Set<String> ADDRESSES = Set.of("169.254.169.254", "169.254.170.2", "169.254.170.23", "100.100.100.200", "192.0.0.192",
            "168.63.129.16", "169.254.0.23", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254");
    private static final Set<String> NAMES = Set.of("metadata.google.internal", "metadata.goog", "metadata", "instance-data", "instance-data.ec2.internal",
            "metadata.tencentyun.com", "metadata.azure.internal", "metadata.azure.com", "metadata.platformequinix.com", "metadata.packet.net");

    private Metadata() {
    }

    static boolean is(IpLiteral address) {
        return ADDRESSES.contains(address.text());
    }

    static boolean isName(String host) {
        return NAMES.contains(host);
    }

    /** The address that a name of a wildcard resolver spells, such as {@code 169-254-169-254.nip.io}; null where it spells none. */
    static IpLiteral embedded(String host) {
        int resolver = host.endsWith(".nip.io") ? 7 : host.endsWith(".sslip.io") ? 9 : host.endsWith(".xip.io") ? 7 : 0;
        if (resolver == 0) {
            return null;
        }
        String name = host.substring(0, host.length() - resolver);
        String last = name.substring(name.lastIndexOf('.') + 1);
        String[] parts = name.split("[.-]");
        if (last.length() == 8 && last.chars().allMatch(c -> Ascii.hex((char) c) >= 0)) {
            return IpLiteral.parse("0x" + last);
        }
        int from = parts.length - 4;
        return from < 0 ? null : IpLiteral.parse(parts[from] + "." + parts[from + 1] + "." + parts[from + 2] + "." + parts[from + 3]);
    }
}
