namespace VideoIndex.Vision;

/// <summary>What an operator is given to compute once, and where its answer goes.</summary>
internal interface IOperatorCall
{
    int Inputs { get; }

    KernelScratch Scratch { get; }

    OperatorTensor Input(int index);

    /// <summary>Floats. The memory may be that of an input, where the caller gave the same for both.</summary>
    unsafe float* Output(int index, params ReadOnlySpan<long> shape);

    /// <summary>Runs a task for each number from 0 on, on several threads perhaps, and returns when all are done.</summary>
    void ForEach(int tasks, Action<int> task);
}
