import { createRandom, type Random } from './random.ts';

/** A name in Chinese and in pinyin. */
export interface Name {
  readonly zh: string;
  readonly en: string;
}

/** Hands out names, each once in Chinese and once in pinyin. */
export interface Namer {
  /** 镇 or 乡; the bare name without the word. */
  readonly town: () => Name;
  readonly village: (mountain: number) => Name;
  readonly community: () => Name;
  readonly hamlet: () => Name;
  readonly person: () => Name;
}

const parse = (text: string): Name[] =>
  text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [zh, en] = pair.split(':');
      return { zh: zh!, en: en! };
    });

const FIRST =
  parse(`石:shi 柳:liu 杨:yang 白:bai 龙:long 双:shuang 青:qing 黄:huang 红:hong 金:jin 银:yin 铜:tong 大:da 小:xiao 长:chang
  高:gao 新:xin 古:gu 松:song 竹:zhu 梅:mei 桃:tao 桂:gui 枫:feng 桐:tong 柏:bai 莲:lian 荷:he 茶:cha 麻:ma 盐:yan 云:yun 月:yue
  清:qing 平:ping 安:an 永:yong 太:tai 福:fu 仙:xian 凤:feng 鹤:he 鹿:lu 虎:hu 马:ma 牛:niu 羊:yang 燕:yan 花:hua 沙:sha 泉:quan
  南:nan 北:bei 东:dong 西:xi 三:san 五:wu 九:jiu 朱:zhu 玉:yu 椿:chun 榆:yu 槐:huai 栗:li 梨:li 杏:xing`);
const SURNAMES =
  parse(`王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 赵:zhao 黄:huang 周:zhou 吴:wu 徐:xu 孙:sun 胡:hu 朱:zhu 高:gao 林:lin
  何:he 郭:guo 马:ma 罗:luo 梁:liang 宋:song 郑:zheng 谢:xie 韩:han 唐:tang 冯:feng 于:yu 董:dong 萧:xiao 程:cheng 曹:cao 袁:yuan
  邓:deng 许:xu 傅:fu 沈:shen 曾:zeng 彭:peng 吕:lyu 苏:su 卢:lu 蒋:jiang 蔡:cai 贾:jia 丁:ding 魏:wei 薛:xue 叶:ye 阎:yan
  余:yu 潘:pan 杜:du 戴:dai 夏:xia 钟:zhong 汪:wang 田:tian 任:ren 姜:jiang 范:fan 方:fang 石:shi 姚:yao 谭:tan 廖:liao 邹:zou
  熊:xiong 金:jin 陆:lu 郝:hao 孔:kong 白:bai 崔:cui 康:kang 毛:mao 邱:qiu 秦:qin 江:jiang 史:shi 顾:gu 侯:hou 邵:shao 孟:meng
  龙:long 万:wan 段:duan 雷:lei 钱:qian 汤:tang 尹:yin 黎:li 易:yi 常:chang 武:wu 乔:qiao 贺:he 赖:lai 龚:gong 文:wen`);
const TOWN_LAST = parse(
  '桥:qiao 坪:ping 河:he 溪:xi 店:dian 铺:pu 坝:ba 滩:tan 渡:du 塘:tang 岭:ling 关:guan 口:kou 湖:hu 泉:quan 山:shan ' +
    '阳:yang 林:lin 田:tian 场:chang',
);
const PLAIN_LAST = parse(
  `桥:qiao 湾:wan 塘:tang 店:dian 庄:zhuang 铺:pu 坝:ba 渡:du 洲:zhou 田:tian 畈:fan 堰:yan 港:gang 台:tai 井:jing 园:yuan 集:ji 埠:bu`,
);
const MOUNTAIN_LAST = parse(
  `岭:ling 坪:ping 沟:gou 垭:ya 岩:yan 槽:cao 峡:xia 坡:po 坳:ao 寨:zhai 洞:dong 冲:chong 源:yuan 顶:ding 岗:gang 峪:yu`,
);
const HAMLET_LAST = parse(
  '湾:wan 院:yuan 坡:po 坳:ao 台:tai 冲:chong 塝:bang 屋:wu 垅:long 场:chang 桥:qiao 塘:tang 沟:gou 岭:ling 榜:bang ' +
    '埫:chong 坎:kan 包:bao 垸:yuan 墩:dun',
);
const COMMUNITY_FIRST =
  parse(`城东:chengdong 城西:chengxi 城南:chengnan 城北:chengbei 中心:zhongxin 河滨:hebin 文昌:wenchang 学苑:xueyuan 新华:xinhua 建设:jianshe
  和平:heping 光明:guangming 桥头:qiaotou 沿江:yanjiang 人民路:renminlu 滨河:binhe 东门:dongmen 西关:xiguan 南门:nanmen 北街:beijie 站前:zhanqian 翠屏:cuiping 禾香:hexiang 银杏:yinxing`);
const GIVEN = parse(`国:guo 建:jian 明:ming 秀:xiu 兰:lan 英:ying 德:de 志:zhi 华:hua 玉:yu 春:chun 庆:qing`);

const title = (en: string): string => en[0]!.toUpperCase() + en.slice(1);

/** Pinyin joined as one word, with the apostrophe that separates an open syllable from a following vowel. */
const joinPinyin = (a: string, b: string): string => title(/^[aeo]/.test(b) ? `${a}'${b}` : a + b);

/** Builds the name giver. */
export function createNamer(seed: number): Namer {
  const random: Random = createRandom(seed);
  const used = new Set<string>();
  // Names of well-known real places are left out.
  for (const zh of [
    '长沙',
    '大田',
    '青田',
    '古田',
    '玉山',
    '高山',
    '黄山',
    '金山',
    '银川',
    '安阳',
    '南阳',
    '松溪',
    '永福',
    '平阳',
    '白山',
    '新田',
    '桃源',
    '龙泉',
    '龙口',
    '古交',
    '大关',
    '马关',
    '南平',
    '凤阳',
    '金湖',
    '莲塘',
    '新泉',
    '松阳',
    '桐庐',
    '平山',
    '石泉',
    '清泉',
    '云阳',
    '云溪',
    '桃江',
    '永平',
    '太湖',
    '平湖',
    '东阳',
    '西山',
    '古塘',
    '福泉',
    '太平',
    '平泉',
    '玉田',
    '玉泉',
    '玉溪',
    '金口',
    '金堂',
    '平坝',
    '大理',
    '东山',
    '龙山',
    '巫山',
    '凤山',
    '凤泉',
    '松山',
    '南山',
    '莲湖',
    '花山',
    '福田',
    '石林',
    '麻阳',
    '华阳',
    '三河',
    '三台',
    '三山',
    '五河',
    '大新',
    '东台',
    '东港',
    '新洲',
    '高台',
    '东源',
    '河源',
    '北塘',
    '西湖',
    '南湖',
    '东湖',
  ])
    used.add(zh);
  const unique = (draw: () => Name): Name => {
    for (let attempt = 0; attempt < 5000; attempt++) {
      const name = draw();
      if (used.has(name.zh) || used.has(name.en)) continue;
      used.add(name.zh);
      used.add(name.en);
      return name;
    }
    throw new Error('sample: the list of names is used up');
  };
  const join = (a: Name, b: Name): Name => ({ zh: a.zh + b.zh, en: joinPinyin(a.en, b.en) });
  const family = (last: readonly Name[]): Name => {
    const surname = random.pick(SURNAMES);
    const end = random.pick(last);
    return {
      zh: `${surname.zh}家${end.zh}`,
      en: title(`${surname.en}jia${/^[aeo]/.test(end.en) ? "'" : ''}${end.en}`),
    };
  };
  const distinct = (list: readonly Name[]): Name => {
    for (;;) {
      const first = random.pick(FIRST);
      const last = random.pick(list);
      if (first.zh !== last.zh) return join(first, last);
    }
  };
  return {
    town: () => unique(() => distinct(TOWN_LAST)),
    village: (mountain) =>
      unique(() => {
        const list = random.next() < mountain ? MOUNTAIN_LAST : PLAIN_LAST;
        return random.next() < 0.45 ? family(list) : distinct(list);
      }),
    community: () =>
      unique(() => {
        const name = random.pick(COMMUNITY_FIRST);
        return { zh: name.zh, en: title(name.en) };
      }),
    hamlet: () => unique(() => (random.next() < 0.75 ? family(HAMLET_LAST) : distinct(HAMLET_LAST))),
    person: () =>
      unique(() => {
        const [surname, given, second] = [random.pick(SURNAMES), random.pick(GIVEN), random.pick(GIVEN)];
        return {
          zh: surname.zh + given.zh + second.zh,
          en: title(surname.en) + ' ' + title(given.en + second.en),
        };
      }),
  };
}
