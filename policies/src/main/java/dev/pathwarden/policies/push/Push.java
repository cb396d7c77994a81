package dev.pathwarden.policies.push;

import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.policies.rollout.PushToken;
import dev.pathwarden.policies.rollout.Receiver;
import dev.pathwarden.policies.rollout.ReceiverReport;
import dev.pathwarden.policies.rollout.Rollout;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Puts the stages of a roll-out in place here and with the receivers of its plan. All of them are asked whether they would take a bundle before the first one gets it, and before anything changes here; only going back
 * waits for nobody. What some did not take in the end they are sent by {@link #again}. For one thread, which it keeps until all have answered.
 */
public final class Push {

    private final Rollout rollout;
    private final Path file;
    private final Map<String, String> environment;

    /**
     * Pushes of a roll-out.
     *
     * @param file where its plan lies
     * @param environment where tokens can be
     */
    public Push(Rollout rollout, Path file, Map<String, String> environment) {
        this.rollout = rollout;
        this.file = file;
        this.environment = Map.copyOf(environment);
    }

    /**
     * What came of a push.
     *
     * @param proposed what is in place here; null where nothing was changed, here or there, because some receivers were not ready
     * @param deliveries what became of it with each receiver
     */
    public record Result(Rollout.Proposed proposed, List<Delivery> deliveries) {

        public Result {
            deliveries = List.copyOf(deliveries);
        }

        /** How many receivers do not have it, or would not take it. */
        public long missing() {
            return deliveries.stream().filter(delivery -> !delivery.isGood()).count();
        }
    }

    /** A receiver that was asked, and how to go on with it where it is ready. */
    private record Asked(Delivery delivery, ReceiverClient client, String tag) {
    }

    /** Asks all receivers what lies there, in the order of the plan. */
    public List<LookedAt> look(Watch watch) {
        return Together.ask(rollout.plan().receivers(), this::look, watch);
    }

    private LookedAt look(Receiver receiver) throws InterruptedException {
        try {
            return new LookedAt(receiver, client(receiver).report(), null);
        } catch (IOException problem) {
            return new LookedAt(receiver, null, told(problem));
        }
    }

    /**
     * Puts the bundle of a stage in place, here and with every receiver.
     *
     * @param stage from 0, or {@link Rollout#BASE} for what was deployed before, which goes to all that can be reached
     * @param key as {@link Rollout#prepare} takes it
     * @throws IOException if it cannot be put in place here; then nothing is changed anywhere
     */
    public Result put(int stage, SigningKey key, Watch watch) throws IOException {
        Rollout.Prepared prepared = rollout.prepare(stage, key);
        BundleFile.Opened opened = prepared.opened();
        List<Asked> asked = ask(prepared.bytes(), opened, watch);
        if (stage != Rollout.BASE && asked.stream().anyMatch(one -> !one.delivery().isGood())) {
            return new Result(null, asked.stream().map(Asked::delivery).toList());
        }
        watch.checkCancelled();
        return new Result(rollout.place(prepared), send(prepared.bytes(), asked, watch));
    }

    /** Sends what is deployed here to those receivers that do not have it and take it. Nothing changes here. */
    public Result again(Watch watch) throws IOException {
        Rollout.Standing standing = rollout.standing();
        byte[] bytes = rollout.deployed().bytes();
        BundleFile.Opened deployed = standing.deployed();
        return new Result(new Rollout.Proposed(deployed.bundle(), deployed.sequence(), deployed.signed()), send(bytes, ask(bytes, deployed, watch), watch));
    }

    private List<Asked> ask(byte[] bytes, BundleFile.Opened opened, Watch watch) {
        return Together.ask(rollout.plan().receivers(), receiver -> ask(receiver, bytes, opened), watch);
    }

    private Asked ask(Receiver receiver, byte[] bytes, BundleFile.Opened opened) throws InterruptedException {
        try {
            ReceiverClient client = client(receiver);
            ReceiverReport report = client.report();
            boolean none = opened.bundle().hash().isEmpty() && !report.hasBundle();
            if (none || report.has(opened.bundle().hash(), opened.sequence())) {
                return new Asked(new Delivery(receiver, Delivery.Answer.HAD, null), client, report.tag());
            }
            if (!LookedAt.isOf(rollout, report)) {
                String other = report.hash().isEmpty() ? "of no guardrails, or one that cannot be read" : report.hash() + (report.sequence() == null ? "" : " under the number " + report.sequence());
                return refused(receiver, "A bundle lies there that is none of this roll-out, " + other + ": put the right one there, or make the plan without this receiver.");
            }
            client.check(bytes, report.tag());
            return new Asked(new Delivery(receiver, Delivery.Answer.READY, null), client, report.tag());
        } catch (IOException problem) {
            return new Asked(failed(receiver, problem), null, "");
        }
    }

    private static Asked refused(Receiver receiver, String why) {
        return new Asked(new Delivery(receiver, Delivery.Answer.REFUSED, why), null, "");
    }

    private List<Delivery> send(byte[] bytes, List<Asked> asked, Watch watch) {
        return Together.ask(asked, one -> {
            Receiver receiver = one.delivery().receiver();
            if (one.delivery().answer() != Delivery.Answer.READY) {
                return one.delivery();
            }
            try {
                one.client().put(bytes, one.tag());
                return new Delivery(receiver, Delivery.Answer.TAKEN, null);
            } catch (IOException problem) {
                return failed(receiver, problem);
            }
        }, watch);
    }

    private static Delivery failed(Receiver receiver, IOException problem) {
        boolean reached = problem instanceof ReceiverException answered && answered.isReached();
        return new Delivery(receiver, reached ? Delivery.Answer.REFUSED : Delivery.Answer.NOT_REACHED, told(problem));
    }

    private ReceiverClient client(Receiver receiver) throws IOException {
        PushToken token = receiver.tokenFile() == null ? PushToken.of(environment.get(receiver.tokenVariable()), "The variable " + receiver.tokenVariable()) : PushToken.read(Rollout.from(file, receiver.tokenFile()));
        return new ReceiverClient(receiver, token);
    }

    private static String told(IOException problem) {
        return problem instanceof NoSuchFileException missing ? "There is no token in " + missing.getFile() + ": copy it from the receiver's host." : problem.getMessage();
    }
}
