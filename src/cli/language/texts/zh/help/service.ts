import type { Help } from '../../en/help/help';

export const serviceHelp: Pick<Help, 'site' | 'files' | 'account' | 'gateway' | 'run' | 'outputs' | 'study'> =
  {
    site: {
      demo: {
        description: '用整套应用处理合成的 X 光片，然后提供工作列表页面',
        exit: '得到结果后即退出，不提供页面',
      },
      local: {
        description: '在本机运行应用，直到按 Ctrl-C；其数据保留到下次',
        storage: '使用已在运行的存储账户或 Azurite，而不是自带的',
      },
      upload: {
        description: '把图像文件放入存储账户的容器；可重复执行，直到全部到齐',
        folder: '文件夹（含其中所有内容）或文件',
        container: '文件放到哪个容器',
        source: '文件的来源（默认：所给文件夹下的第一级文件夹）',
        connection: '账户的连接字符串（默认：AzureWebJobsStorage）',
        account: '您的身份可以写入的账户（az login 或托管标识）',
        after:
          '\nBlob 以其内容的哈希（SHA-256）命名，绝不使用文件名，因为文件名可能含患者姓名。\n其文件夹即为统计所用的来源。\n使用 --data 时，文件放入数据文件夹：正在运行的 "triage local" 会立即处理。\n已经存在的文件不会再次发送。',
      },
      worklist: {
        description: '管理工作列表的索引',
      },
      rebuild: {
        description: '根据检查和被拒文件的记录重建工作列表',
      },
    },
    files: {
      find: {
        description: '列出收到的文件及各自的结果；审计日志会记录查询者',
        what: '文件名的一部分；本机上的文件（按内容查找）；或到达记录、检查的 ID',
        source: '该来源的文件：文件名中的第一级文件夹',
        state: 'received、analysed、not-analysed、quarantined、unpacked、index、superseded',
        reason: '因此原因被拒或未分析的文件',
        since: '某一天、带时区的时间，或 1h、24h、7d 之前',
        until: '同上；按整小时计',
        limit: '最多列出多少个文件，最新的在前',
        csv: '供电子表格使用',
        json: '每个文件一行 JSON',
        after: '\n文件名可能就是患者姓名。',
      },
      dismiss: {
        description: '把无需再处理的被拒文件移出列表；文件仍留在隔离区',
        arrival: '到达记录的 ID，见工作列表',
        because: '原因，写入审计日志；不要写任何人的姓名',
        reason: '因此原因被拒的所有文件',
        yes: '执行；不加此选项时只说明将要做什么',
      },
      status: {
        description: '显示站点状况：文件、被拒、检查、无数据的来源、审计日志、存储',
        json: '同样内容，JSON 格式',
        after: '\n退出状态：0；如有事项需要人工处理则为 1。',
      },
    },
    account: {
      account: {
        description: '按天或小时及来源，说明收到的文件各自的结果',
        since: '从这一天或带时区的时间开始统计（默认：七天前）',
        csv: '供电子表格使用：每小时每来源一行',
        json: '同样内容，JSON 格式',
        check: '根据记录重新统计，并列出与账目不符的每个文件',
        mend: '同上，并更正账目',
        after:
          '\n来源是 incoming 容器中文件名的第一级文件夹；其中可能含患者姓名。\n退出状态：0；--check 发现差异时为 1。',
      },
    },
    gateway: {
      gateway: {
        description: '通过 DICOM（C-STORE）接收图像并发送到存储账户，直到按 Ctrl-C',
        config: '配置文件，见 docs/gateway.md',
        check: '只检查配置，以及存储是否有响应',
      },
    },
    run: {
      run: {
        description: '用整套应用处理图像文件，并输出每个文件的结果',
        fileFolder: 'DICOM 或图片文件、ZIP 导出；文件夹含其中所有内容',
        after: '\n退出状态：每个文件都有结果（已分析、未分析或已隔离）为 0，用法错误为 2，其他为 1。',
      },
    },
    outputs: {
      outputs: {
        description: '发送到其他系统的内容及其结果',
      },
      list: {
        description: '列出被拒绝、被搁置或已放弃的输出，或某份检查的全部输出',
        study: '此检查的全部输出，无论结果如何',
        receiver: '只列出发往此接收方的',
        waiting: '改为列出仍待发送的',
      },
      resend: {
        description: '重新发送被拒绝、被搁置或已放弃的输出；审计日志会记录操作者',
        study: '此检查的输出',
        receiver: '发往此接收方的输出',
        all: '全部',
        yes: '执行；不加此选项时只说明将要做什么',
      },
    },
    study: {
      identity: {
        description: '显示检查属于哪位患者；查看者和原因会先写入审计日志',
        study: '检查的 ID',
        purpose: '查看的原因，写入审计日志；不要写任何人的姓名',
      },
      export: {
        description: '以 PACS、RIS 或 EHR 接受的形式写出检查的结果',
        study: '检查的 ID',
        out: '文件写到哪里；文件中含患者姓名',
        purpose: '原因，写入审计日志；不要写任何人的姓名',
        sr: 'DICOM 结构化报告（TID 1500）',
        sc: '每个有热图的所见一个二次捕获：图像叠加热图',
        hl: 'HL7 v2.5.1 结果（ORU^R01）和优先级更新（ORM^O01）',
        fhir: 'FHIR R4 事务',
        organisation: '报告所属的医院或科室',
      },
      erase: {
        description: '永久删除检查的所有信息：患者身份、图片、结果、文件',
        study: '检查的 ID',
        reason: '原因，写入审计日志；不要写任何人的姓名',
        refused: '隔离区中的文件，用工作列表中的 ID',
        patient: '患者的所有检查；Patient ID 从标准输入读取',
        yes: '执行；不加此选项时只说明将要删除什么',
      },
      retry: {
        description: '让被拒或没有结果的文件重试；审计日志会记录操作者',
        arrival: '到达记录的 ID，见工作列表',
        reason: '因此原因被拒的所有文件',
        all: '所有被拒的文件',
        yes: '执行；不加此选项时只说明将要做什么',
      },
    },
  };
