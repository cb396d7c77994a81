package dev.pathwarden.api;

import java.util.Map;
import java.util.Objects;

/**
 * Marks what a home-made agent loop does, so that the recorder sees one run with its model calls and tools:
 *
 * <pre>{@code
 * String report = Pathwarden.run(Agent.named("report-agent").prompt(PROMPT).model("gpt-x"), Map.of("prompt", question), () -> {
 *     String answer = Pathwarden.model("openai", "gpt-x", Map.of("prompt", question), () -> client.ask(question));
 *     return Pathwarden.tool("send_mail", Map.of("to", to, "text", answer), () -> mail.send(to, answer));
 * });
 * }</pre>
 *
 * <p>Arguments and results are recorded as far as they are texts, numbers, truth values, lists and maps of these; of anything else, the class name. Steps on threads that the task
 * starts belong to it as well. For any thread; costs nothing measurable without the recorder.
 */
public final class Pathwarden {

    private Pathwarden() {
    }

    /** As {@link #run(Agent, Map, Task)}, for an agent of which only the name is said. */
    public static <T, E extends Exception> T run(String agent, Task<T, E> loop) throws E {
        return run(Agent.named(agent), Map.of(), loop);
    }

    /**
     * Does the loop as one run of the agent; within another run, as a part of it that the other agent handed on. What it returns is the run's final answer.
     *
     * @param agent whose run it is
     * @param asked what the agent was asked, by name; recorded as words of the user
     * @param loop the run, which ends when this returns or throws
     * @return what the loop returned
     * @throws E what the loop threw
     * @throws SecurityException if a guardrail stopped the run or its answer
     */
    public static <T, E extends Exception> T run(Agent agent, Map<String, ?> asked, Task<T, E> loop) throws E {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(asked, "asked");
        return loop.call();
    }

    /**
     * As {@link #run(Agent, Map, Task)}, on behalf of a person or service: guardrails can read that as {@code user.id}, and it stands in the record. It is taken as it is said, so say what your
     * program has verified. Within another run that one's user stays.
     *
     * @param user id of the person or service, of which the first 200 characters are kept
     */
    public static <T, E extends Exception> T runFor(String user, Agent agent, Map<String, ?> asked, Task<T, E> loop) throws E {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(asked, "asked");
        return loop.call();
    }

    /**
     * Does a tool's work as one step.
     *
     * @param name the tool's name, as the model knows it
     * @param arguments what the tool is called with, decided before it runs
     * @param tool the tool, which is not called at all if a guardrail stops it
     * @return what the tool returned
     * @throws E what the tool threw
     * @throws SecurityException if a guardrail stopped the call; give its message to the model as the tool's result
     */
    public static <T, E extends Exception> T tool(String name, Map<String, ?> arguments, Task<T, E> tool) throws E {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
        return tool.call();
    }

    /**
     * Asks a model as one step. Needless where the model is asked through a client that the recorder knows.
     *
     * @param provider who runs the model, such as {@code openai}
     * @param model the model's name
     * @param request what it is asked, by name: new messages rather than the whole conversation each time
     * @param call the call
     * @return what the call returned
     * @throws E what the call threw
     * @throws SecurityException if a guardrail stopped it
     */
    public static <T, E extends Exception> T model(String provider, String model, Map<String, ?> request, Task<T, E> call) throws E {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(request, "request");
        return call.call();
    }
}
