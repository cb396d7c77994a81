package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.signing.AcceptedNumbers;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.receive.BundleInbox;
import dev.pathwarden.policies.receive.ReceiverKey;
import dev.pathwarden.policies.receive.ReceivingServer;
import dev.pathwarden.policies.rollout.PushToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "receive", sortOptions = false,
        header = "Take bundles that are pushed over HTTPS, and put them where recorders of this host follow them.",
        description = {"Run it as the user that the recorders run as; it goes on until it is ended. It prints the pin of its key, which the plan of whoever pushes names, and where the token lies, which they have to be given too. "
            + "Both are made on first use, in the directory of your configuration.",
            "A bundle is put in place only where it replaces what whoever pushed it has seen there and, with --policy-key, where it is signed and numbered as recorders ask for. What recorders acknowledge is told to whoever knows the token."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"130 or 143:ended by a signal", "2:the command line is wrong", "3:the key or the token is none", "4:rights or disk, or it cannot listen there"},
        footer = {"", "Example:", "  pathwarden policy receive --bundle guardrails.bundle --listen 10.0.0.5:7464 --policy-key KEY"})
final class PolicyReceiveCommand implements Callable<Integer> {

    /** Port that is listened at where none is named. */
    static final int PORT = 7464;

    private static final int MOST_PORT = 65_535;
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)]|([^:\\[\\]]+))(?::([0-9]{1,5}))?");

    private final Invocation invocation;

    @Option(names = "--bundle", required = true, paramLabel = "BUNDLE", description = "The file that recorders follow. It need not be there yet.")
    private Path bundle;

    @Option(names = "--listen", paramLabel = "HOST[:PORT]", defaultValue = "127.0.0.1", description = "The address to listen at, and no other of this host's; port 0 for any that is free (default: 127.0.0.1:" + PORT + ").")
    private String listen;

    @Option(names = "--token-file", paramLabel = "FILE", description = "The token that is asked for (default: receiver.token in the directory of your configuration). Made where it is not there.")
    private Path tokenFile;

    @Option(names = "--key-file", paramLabel = "FILE", description = "The receiver's own key, as PKCS #12 (default: receiver.p12 in the directory of your configuration). Made where it is not there.")
    private Path keyFile;

    @Option(names = "--policy-key", split = ",", paramLabel = "KEY", description = "Take only bundles that the owners of these public keys signed, under a number above the one before. Give the ones that the recorders are given.")
    private List<String> keys;

    @Option(names = "--signatures", paramLabel = "N", description = "How many of the keys of --policy-key have to sign (default: all).")
    private Integer signatures;

    @Mixin
    private JsonOption json;

    PolicyReceiveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (signatures != null && keys == null) {
            throw new CommandException(ExitCode.USAGE, "--signatures says how many of the keys of --policy-key have to sign: name them.");
        }
        Console console = invocation.console();
        InetSocketAddress address = address();
        Signers signers = keys == null ? null : SigningOption.signers(keys, signatures, "--policy-key");
        Path own = OwnerFile.directory(invocation.environment());
        Path tokenPath = tokenFile == null ? own.resolve("receiver.token") : tokenFile;
        ReceiverKey key = ReceiverKey.readOrMake(keyFile == null ? own.resolve("receiver.p12") : keyFile);
        PushToken token = PushToken.readOrMake(tokenPath);
        BundleInbox inbox = new BundleInbox(bundle, signers, new AcceptedNumbers(own.resolve("policy-numbers").toFile()), Clock.systemUTC());
        inbox.open();
        if (signers == null && !address.getAddress().isLoopbackAddress()) {
            console.note("Without --policy-key whoever has the token decides what agents of this host may do.");
        }
        try (ReceivingServer server = listen(address, key, token, inbox, console)) {
            tell(console, server.address(), key, tokenPath);
            // Until a signal ends the process: what is being put in place then is there whole or not at all.
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private ReceivingServer listen(InetSocketAddress address, ReceiverKey key, PushToken token, BundleInbox inbox, Console console) throws IOException {
        try {
            return new ReceivingServer(address, key, token, inbox, Clock.systemUTC(), console::note);
        } catch (SocketException taken) {
            throw new CommandException(ExitCode.ENVIRONMENT, "It cannot listen at " + listen + ": " + taken.getMessage() + "; name another address or port with --listen.", taken);
        }
    }

    private void tell(Console console, InetSocketAddress at, ReceiverKey key, Path tokenPath) {
        String host = at.getAddress().getHostAddress();
        String url = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + at.getPort();
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("url", url);
            result.put("pin", key.pin().text());
            result.put("tokenFile", tokenPath.toString());
            result.put("bundle", bundle.toString());
            console.json(result);
        } else {
            console.out().println("listens at  " + url);
            console.out().println("pin         " + key.pin());
            console.out().println("token in    " + tokenPath);
        }
        console.out().flush();
    }

    private InetSocketAddress address() {
        Matcher parts = ADDRESS.matcher(listen);
        int port = !parts.matches() ? -1 : parts.group(3) == null ? PORT : Integer.parseInt(parts.group(3));
        if (port < 0 || port > MOST_PORT) {
            throw new CommandException(ExitCode.USAGE, "--listen takes an address of this host and a port, such as 127.0.0.1:" + PORT + " or [::1]:" + PORT + ", not '" + listen + "'.");
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException unknown) {
            throw new CommandException(ExitCode.USAGE, "There is no host '" + host + "' to listen at: name an address of this host with --listen.", unknown);
        }
    }
}
