package dev.pathwarden.recorder.hooks.adk;

/** Names of the library's types, and of RxJava's. */
final class Names {

    static final String RUNNER = "com.google.adk.runner.Runner";
    static final String AGENT = "com.google.adk.agents.BaseAgent";
    static final String INVOCATION = "com.google.adk.agents.InvocationContext";
    static final String TOOL = "com.google.adk.tools.BaseTool";
    static final String FUNCTION_TOOL = "com.google.adk.tools.FunctionTool";
    static final String FUNCTIONS = "com.google.adk.flows.llmflows.Functions";
    static final String LLM = "com.google.adk.models.BaseLlm";
    static final String LLM_REQUEST = "com.google.adk.models.LlmRequest";
    static final String MAYBE = "io.reactivex.rxjava3.core.Maybe";
    static final String SINGLE = "io.reactivex.rxjava3.core.Single";
    static final String FLOWABLE = "io.reactivex.rxjava3.core.Flowable";

    private Names() {
    }
}
