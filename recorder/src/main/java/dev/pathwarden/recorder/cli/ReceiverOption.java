package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.rollout.Pin;
import dev.pathwarden.policies.rollout.Receiver;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** The receivers of a plan as a command line names them. */
final class ReceiverOption {

    @Option(names = "--to", paramLabel = "RECEIVER",
            description = "A host that each bundle is pushed to as well, where 'policy receive' runs: 'https://HOST:PORT,pin=PIN,token-file=FILE', or token-variable=NAME for a token in the environment. May be given several times.")
    private List<String> to = List.of();

    /** The receivers; a file of a token as it is found from here. */
    List<Receiver> receivers() {
        return to.stream().map(ReceiverOption::receiver).toList();
    }

    private static Receiver receiver(String text) {
        String[] words = text.split(",");
        Pin pin = null;
        String file = null;
        String variable = null;
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            switch (equals < 0 ? word : word.substring(0, equals)) {
                case "pin" -> pin = Pin.parse(value).orElseThrow(() -> wrong(text, "its pin is what 'pathwarden policy receive' prints, 'sha256//' and 44 characters behind it"));
                case "token-file" -> file = value;
                case "token-variable" -> variable = value;
                default -> throw wrong(text, "it has no '" + word + "'; there are pin=PIN, token-file=FILE and token-variable=NAME");
            }
        }
        if (pin == null) {
            throw wrong(text, "it needs pin=PIN, which 'pathwarden policy receive' prints there");
        }
        try {
            return new Receiver(new URI(words[0]), pin, file, variable);
        } catch (URISyntaxException none) {
            throw wrong(text, "it begins with https://HOST:PORT");
        } catch (IllegalArgumentException none) {
            throw wrong(text, none.getMessage());
        }
    }

    private static CommandException wrong(String text, String why) {
        return new CommandException(ExitCode.USAGE, "--to '" + text + "' cannot be read: " + why + ".");
    }
}
