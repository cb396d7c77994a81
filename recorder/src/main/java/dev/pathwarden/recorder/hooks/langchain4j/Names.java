package dev.pathwarden.recorder.hooks.langchain4j;

/** Names of the library's types. */
final class Names {

    static final String CHAT_MODEL = "dev.langchain4j.model.chat.ChatModel";
    static final String STREAMING_CHAT_MODEL = "dev.langchain4j.model.chat.StreamingChatModel";
    static final String RESPONSE_HANDLER = "dev.langchain4j.model.chat.response.StreamingChatResponseHandler";
    static final String CHAT_REQUEST = "dev.langchain4j.model.chat.request.ChatRequest";
    static final String TOOL_REQUEST = "dev.langchain4j.agent.tool.ToolExecutionRequest";
    static final String TOOL_EXECUTOR = "dev.langchain4j.service.tool.ToolExecutor";
    static final String TOOL_SERVICE = "dev.langchain4j.service.tool.ToolService";
    static final String AI_SERVICE_PROXY = "dev.langchain4j.service.DefaultAiServices$1";

    static final String TOKEN_STREAM = "dev.langchain4j.service.TokenStream";
    static final String AI_SERVICE_STREAM = "dev.langchain4j.service.AiServiceTokenStream";
    static final String AI_SERVICE_STREAM_HANDLER = "dev.langchain4j.service.AiServiceStreamingResponseHandler";
    static final String AGENT_INVOKER = "dev.langchain4j.agentic.internal.AgentInvoker";
    static final String AGENTIC_SCOPE = "dev.langchain4j.agentic.scope.DefaultAgenticScope";
    static final String AGENTIC_PROXY = "dev.langchain4j.agentic.internal.PlannerBasedInvocationHandler";

    private Names() {
    }
}
